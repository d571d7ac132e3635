/** `backup`: backup codes, for the day when the phone cannot help. */

import type { Noun } from '../verb.ts'
import { addVerb } from './add.ts'
import { adviseVerb } from './advise.ts'
import { confirmVerb } from './confirm.ts'
import { consumeVerb } from './consume.ts'
import { exportVerb } from './export.ts'
import { generateVerb } from './generate.ts'
import { importVerb } from './import.ts'
import { listVerb } from './list.ts'
import { printVerb } from './print.ts'
import { removeVerb } from './remove.ts'
import { rotateVerb } from './rotate.ts'
import { statusVerb } from './status.ts'
import { undoVerb } from './undo.ts'
import { unlockVerb } from './unlock.ts'
import { useVerb } from './use.ts'

export const backupNoun: Noun = {
  name: 'backup',
  examples: [
    '2fa-rescue backup add google codes.txt',
    '2fa-rescue backup use google',
    '2fa-rescue backup status',
  ],
  add: () => {},
  verbs: [
    addVerb,
    generateVerb,
    listVerb,
    statusVerb,
    useVerb,
    confirmVerb,
    consumeVerb,
    undoVerb,
    rotateVerb,
    unlockVerb,
    removeVerb,
    printVerb,
    adviseVerb,
    exportVerb,
    importVerb,
  ],
}
