/** A line of text. Enter answers; pasted line ends become spaces, so that they never answer. */
import { createPrompt, useState } from './inquirer.ts'
import { useTypedLine } from './typed-line.ts'
import { foldText, type PromptContext, useHead, useWindow } from './window.ts'

interface TextConfig extends PromptContext {
  readonly message: string
  readonly preset: string
  readonly check: (text: string) => string | undefined
}

export const textPrompt = createPrompt<string, TextConfig>((config, done) => {
  const { message, check } = config
  const [preset, setPreset] = useState(config.preset)
  const [answer, setAnswer] = useState<string | undefined>(undefined)
  const [complaint, setComplaint] = useState<{ readonly about: string; readonly text: string } | undefined>(
    undefined,
  )
  const head = useHead(answer !== undefined, config)
  const [typed] = useTypedLine((key, text) => {
    // Backspace on an empty line takes the preset away, so that an empty answer can be given.
    if (key === 'backspace' && text === '') setPreset('')
    if (key !== 'enter') return
    const given = text || preset
    const wrong = check(given)
    if (wrong !== undefined) {
      setComplaint({ about: text, text: wrong })
      return
    }
    setAnswer(given)
    done(given)
  })
  return useWindow(
    config,
    (size) => {
      const asked = foldText(message, size, config)
      if (answer !== undefined) return [head.answered(asked, answer, size)]
      const note = typed === '' && preset !== '' ? { text: `(${preset})`, size } : undefined
      const wrong =
        complaint?.about === typed ? head.theme.style.error(foldText(complaint.text, size, config)) : ''
      return [`${head.asked(asked, note)} ${typed}`, wrong]
    },
    true,
  )
})
