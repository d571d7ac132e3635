/** Secrets that are read from a text, and codes made from them. */
import '../../core/totp/code.ts'
import '../../core/totp/link.ts'
import '../../core/totp/links.ts'
import '../../core/totp/link-lines.ts'
import '../../tasks/read-secret.ts'
import '../../ui/totp.ts'
