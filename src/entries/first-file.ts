/**
 * What every run loads before its first output, and small modules that most commands share. The build puts all of it
 * into one file (tsup.config.ts): Node takes longer to open a small file than to read its code.
 */
import '../cli/run.ts'
import '../core/clock/web.ts'
import '../core/qr/picture.ts'
import '../core/secret.ts'
import '../core/store.ts'
import '../core/totp/base32.ts'
import '../core/totp/parameters.ts'
import '../host/host.ts'
import '../system/files.ts'
import '../system/folders.ts'
import '../system/input.ts'
import '../system/terminal.ts'
import '../ui/dates.ts'
import '../ui/palette.ts'
import '../ui/screen.ts'
import '../ui/skew.ts'
