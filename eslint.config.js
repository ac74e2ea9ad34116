import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { defineConfig, globalIgnores } from 'eslint/config'

export default defineConfig(
  globalIgnores(['dist/', 'coverage/']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    // Every file belongs to the tsconfig.json of its room; the root's names them all.
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A union grows: every `switch` over one must then be looked at, so none hides behind a `default`.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export: everybody then calls it the same.' },
        { selector: 'ClassDeclaration', message: 'A function over readonly values, unless the thing has a life.' },
        { selector: 'TSAnyKeyword', message: 'Read it as unknown and parse it.' },
      ],
      // A number in a sentence has one spelling; what else stands in a template must be a text already.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => list.push(x)` as a callback is short and clear; its value is asked for nowhere.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    // It speaks of the React Compiler, which does not build these screens.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A test that reads past the end of a list fails by itself, right there.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Fakes stand in for ports whose functions are asynchronous, and answer at once.
      '@typescript-eslint/require-await': 'off',
      // vitest's own matchers (`expect.stringContaining`) are any; reading on from an any is an error here too.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Our ports are records of functions that know no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Simulation and measurement are programs that print.
      'no-console': 'off',
    },
  },
  {
    // Runs before zod is installed, so what it reads from JSON gets its type from a comment.
    files: ['build/*.mjs'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    // Tools read their configuration from the default export.
    files: ['*.config.{js,ts}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
