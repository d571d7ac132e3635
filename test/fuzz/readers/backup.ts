/** Lists of backup codes. */
import { splitLines } from '../../../src/core/backup/list-rows.ts'
import { type CodeList, doubtFlaws, readCodes } from '../../../src/core/backup/read.ts'
import type { FuzzReader } from '../harness.ts'

const samples = [
  '1. 4109 4668\t6. 5234 7039\n2. 7011 7608\t7. 6503 0952 (used)\n',
  'Old codes:\n4109 4668\nNew codes:\n5234 7039\nSECRET\n# = used\n# 7011 7608\n',
  '<html><script>SECRET</script><ul><li class="used">41094668</li><li>52347039</li></ul></html>',
  '<?xml version="1.0"?>\n<codes><code used="true"><![CDATA[41094668]]></code><code>52347039</code></codes>',
  '{"codes": [{"code": "4109-4668", "used": true}, {"code": "5234-7039"}, "SECRET"]}',
  '- code: 41094668\n  used: true\n- code: 52347039\n  used: false\n',
  'code,used\n41094668,yes\n52347039,\nSECRET,no\n',
  'SECRET\n" RATE_LIMIT 3 30\n" TOTP_AUTH\n41094668\n52347039\n',
  'Content-Transfer-Encoding: quoted-printable\n\n4109=\n4668 (used)\n5234=37039\n',
  'ab12-cd34-\nef56\ngh78-ij90-\nkl12\n',
  '使用済み\n①４１０９ー４６６８\n有効\n②52347039\n',
]
const pieces = [
  ...[
    '\n',
    '\r\n',
    '\u0085',
    '\t',
    '  ',
    ' | ',
    ',',
    ' - ',
    '1. ',
    '2) ',
    'iii. ',
    '(x) ',
    '[x] ',
    '☐ ',
    '# ',
    '~~',
  ],
  ...[
    '41094668',
    'SECRET',
    '20240821',
    '0120 1234',
    '2024-08-21',
    '**** ****',
    ' - used 1.1.1',
    '????',
    '1111111111',
    '2024-08-21T12:34:56Z',
    'ID ',
    'Used:',
    '未使用',
    ' (used)',
  ],
  ...[
    '<s>',
    '</s>',
    '<!--',
    '-->',
    '<td>',
    '<script>',
    ']]>',
    '<input value="',
    '">',
    '&nbsp;',
    '{"',
    '":[',
    ']}',
    '=3D',
  ],
  ...['used: true\n', 'mika@example.com\n', 'GitHub\n', '\u001b[9m', '\u0336'],
]

/** Every line is a code, a doubt or left with a reason. */
function checkLines(input: string, { codes, doubts, left }: CodeList): void {
  const named = new Set([...codes, ...doubts, ...left].map(({ line }) => line))
  const count = splitLines(input).length
  for (let line = 1; line <= count; line++) if (!named.has(line)) throw new Error(`line ${line} is lost`)
  if (named.size > count) throw new Error('a line that does not exist')
}

export const backupReaders: readonly FuzzReader[] = [
  {
    id: 'list',
    samples,
    pieces,
    run: (input) => {
      const list = readCodes(input, 'codes.txt')
      checkLines(input, list)
      return JSON.stringify([doubtFlaws(list, 'codes.txt'), list.shape, list.missing, list.unlike])
    },
  },
]
