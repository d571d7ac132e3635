export * from '@zip.js/zip.js/lib/zip-core-native.js'
