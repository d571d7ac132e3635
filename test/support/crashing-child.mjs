// A keychain's process whose library takes it down at the first question.
process.on('message', () => process.kill(process.pid, 'SIGSEGV'))
