import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/index.ts'
import { nl } from './nl/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions { resources: { translation: typeof nl } }
}

/** Dutch first; English when it was chosen in this page. */
export async function startWords(language: 'nl' | 'en' = 'nl'): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'nl',
    resources: { nl: { translation: nl }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = language
}

export async function changeLanguage(language: 'nl' | 'en'): Promise<void> {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
