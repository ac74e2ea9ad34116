import { register } from 'node:module'

register(new URL('resolve-electron.js', import.meta.url))
