/**
 * Property tests draw the same cases in every run, so that a change passes or fails by what it changed. `TEST_SEED=random` draws
 * others, and a number draws those of that seed; what fails under one belongs into a test of its own.
 */
import fc from 'fast-check'

const wish = process.env.TEST_SEED ?? '1'
if (wish !== 'random') fc.configureGlobal({ seed: Number(wish) })
