/** What is wrong with an export or backup as a whole, in English. */
import type { ImportFlaw, Unusable } from '../../core/import/model.ts'
import type { FailureText } from '../failure-text.ts'

/** Why a file can never give codes, and what to do instead. */
const unusable: Readonly<Record<Unusable, FailureText>> = {
  'bitwarden-account': {
    message: 'it is a Bitwarden export that is restricted to the account; only Bitwarden itself can open it',
    hint: 'import it into the same Bitwarden account, then export again as “password protected” or as plain JSON',
  },
  'freeotp-names': {
    message: 'it holds only the names of accounts in FreeOTP 2; the keys stay inside the phone',
    hint: 'on the phone, make a backup in FreeOTP 2 and open that file (externalBackup.xml)',
  },
  'aegis-no-password': {
    message: 'this Aegis vault has no password slot; only the fingerprint of that phone opens it',
    hint: 'if the phone still works, export again in Aegis with a password',
  },
  'keepass-1': {
    message: 'it is a database of KeePass 1 (.kdb), which is not supported',
    hint: 'open it in KeePass 2 or KeePassXC and save it as .kdbx',
  },
  'kdbx-cipher': {
    message: 'the database is encrypted with a cipher that is not supported',
    hint: 'choose AES-256 in the database settings of KeePass or KeePassXC, and save it again',
  },
  'winauth-xml': {
    message: 'it is WinAuth’s own file, which only opens on the computer where it was made',
    hint: 'in WinAuth on that computer, use Export, and open the exported text or zip file',
  },
  'pgp-own-key': {
    message: 'it is encrypted with OpenPGP for a private key',
    hint: 'decrypt it with that key first: gpg --decrypt FILE > DECRYPTED; open that file, then delete it',
  },
  'steam-manifest-only': {
    message:
      'it is the manifest of Steam Desktop Authenticator; the secrets are in the .maFile files next to it',
    hint: 'give the .maFile files and manifest.json together',
  },
  'steam-no-manifest': {
    message: 'it is an encrypted .maFile, and the manifest.json that belongs to it is missing',
    hint: 'give manifest.json from the same folder together with the .maFile',
  },
  'lastpass-phone-backup': {
    message: 'it is a phone backup of LastPass Authenticator; its key stays inside the phone',
    hint: 'in the app on the phone, use “export accounts to file”',
  },
  '1password-vault': {
    message: 'it is part of an old 1Password vault, which is not supported',
    hint: 'open it in 1Password and export it as .1pux',
  },
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MiB`

function explain(flaw: ImportFlaw): FailureText {
  switch (flaw.kind) {
    case 'empty':
      return { message: 'the file is empty', hint: 'copy it again from where it was saved' }
    case 'empty-folder':
      return {
        message: 'the folder holds no files',
        hint: 'name the file itself, or the folder in which it lies',
      }
    case 'too-large':
      return {
        message: `the file, or something packed in it, is larger than ${megabytes(flaw.most)}`,
        hint: 'give only the export itself',
      }
    case 'too-many':
      return {
        message: `the file has more than ${flaw.most} links`,
        hint: 'give a part of it: cut the file into smaller ones',
      }
    case 'not-recognised':
      return {
        message: 'the file is not an export or backup that is known here',
        hint: 'docs/recover.md lists what can be opened. Cloud backups of Microsoft Authenticator and Authy cannot be saved as files: restore them in the app itself',
      }
    case 'qr-not-otp':
      return {
        message: 'the QR code in the picture is not for an authenticator',
        hint: 'such a code holds a link that begins with otpauth:// or otpauth-migration://',
      }
    case 'damaged':
      return { message: 'the file is damaged or cut off', hint: 'copy it again from where it was saved' }
    case 'unusable':
      return unusable[flaw.what]
    case 'too-costly':
      return flaw.what === 'memory'
        ? {
            message: `opening the file would need ${megabytes(flaw.need)} of memory; at most ${megabytes(flaw.most)} is allowed`,
            hint: 'the file may be damaged; otherwise export again with a lower memory setting',
          }
        : {
            message: `opening the file would need ${flaw.need} rounds of key derivation; at most ${flaw.most} are allowed`,
            hint: 'the file may be damaged; otherwise export again with a lower setting',
          }
    case 'no-memory':
      return {
        message: `opening the file needs ${megabytes(flaw.need)} of memory, which this computer does not have free`,
        hint: 'close other programs, or open the file on another computer',
      }
  }
}

export function badImport(file: string, flaw: ImportFlaw): FailureText {
  const { message, hint } = explain(flaw)
  return { message: `${file}: ${message}`, ...(hint === undefined ? {} : { hint }) }
}

export function importNeedsPassword(file: string): FailureText {
  return {
    message: `${file} is protected by a password`,
    hint: 'run it in a terminal, or give the password in a file: --password-file FILE',
  }
}

export function importWrongPassword(file: string): FailureText {
  return {
    message: `${file}: the password is wrong, or the file is damaged`,
    hint: 'it is the password that was chosen for this export or backup, which may differ from that of the app',
  }
}
