import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { nl } from './nl/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions { resources: { translation: typeof nl } }
}

/** Dutch first; English when it was chosen in this page, and only then loaded. */
export async function startWords(language: 'nl' | 'en' = 'nl'): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'nl',
    fallbackLng: 'nl',
    resources: { nl: { translation: nl } },
    interpolation: { escapeValue: false },
  })
  await changeLanguage(language)
}

export async function changeLanguage(language: 'nl' | 'en'): Promise<void> {
  if (language === 'en') i18next.addResourceBundle('en', 'translation', (await import('./en/index.ts')).en)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
