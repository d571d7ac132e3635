/** The script of a page that `flow page` writes. Where it fails, what the page says without it stays. */
import { startPage } from '../page/start.ts'

void startPage()
