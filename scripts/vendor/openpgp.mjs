export { config, decrypt, readMessage } from 'openpgp'
