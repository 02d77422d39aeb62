/// <reference types="vite/client" />

/** Where the wasm is, and what it must be; made by vite.core.ts. */
declare module 'virtual:core' {
  export const url: string
  export const integrity: string
}

declare var trustedTypes: undefined | {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown }
}
