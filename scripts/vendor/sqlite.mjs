export { default } from 'sql.js/dist/sql-wasm-inline.js'
