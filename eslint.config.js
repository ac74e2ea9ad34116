import tseslint from 'typescript-eslint'
import { globalIgnores } from 'eslint/config'

export default tseslint.config(
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
      // `() => list.push(x)` as a callback is short and clear; its value is asked for nowhere.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A test that reads past the end of a list fails by itself, right there.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Fakes stand in for ports whose functions are asynchronous, and answer at once.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Tools read their configuration from the default export.
    files: ['*.config.{js,ts}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
