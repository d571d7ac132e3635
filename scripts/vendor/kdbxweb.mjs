export { default } from 'kdbxweb'
