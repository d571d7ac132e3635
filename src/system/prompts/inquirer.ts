/** The only file that knows @inquirer/core: what prompts are built from. */
export {
  createPrompt,
  type KeypressEvent,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useRef,
  useState,
} from '@inquirer/core'
