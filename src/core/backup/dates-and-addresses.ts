/** Dates, addresses and telephone numbers in a line: they hold digits and letters, and are no codes. */

/** Characters that stand for what was found, one for each character of it, so that offsets stay. */
export const dateMark = '\ufffc'
export const addressMark = '\ufffd'
export const phoneMark = '\ufffb'

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?'
const year = '(?:19|20)\\d\\d'
const dates = new RegExp(
  [
    // 2025-01-05, 2025/1/5, 2025年1月5日, with or without a time after it
    `(?<!\\w)${year}(?:[-/.](?:0?[1-9]|1[0-2])[-/.]|年\\s?(?:0?[1-9]|1[0-2])月\\s?)(?:0?[1-9]|[12]\\d|3[01])日?(?:t\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:z|[+-]\\d\\d:?\\d\\d)?|(?![\\w-]))`,
    '(?:令和|平成)\\d{1,2}年\\d{1,2}月\\d{1,2}日',
    `(?<!\\w)${year}年\\d{1,2}月`,
    '(?<!\\d)\\d{1,2}月\\d{1,2}日',
    // 05/01/2025, 5.1.25
    `(?<![\\w/.])\\d{1,2}([/.])\\d{1,2}\\1(?:${year}|\\d\\d)(?![\\w/.])`,
    // Jan 5, 2025; 5 January 2025; January 2025
    `\\b${month} (?:\\d{1,2}(?:st|nd|rd|th)?,? )?${year}(?!\\w)`,
    `(?<!\\w)\\d{1,2}(?:st|nd|rd|th)?[ -]${month}(?:,? |-)${year}(?!\\w)`,
    // 12:34, 12:34:56 PM
    '(?<![\\w:])\\d{1,2}:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:\\s?[ap]\\.?m\\b\\.?)?z?(?![\\w:])',
  ].join('|'),
  'gi',
)

const mailAddresses = /[^\s@<>(),;|"、:]{1,64}@[^\s@<>(),;|"、]{1,255}/g
const webAddresses = new RegExp(
  [
    '\\b(?:https?://|www\\.)\\S+',
    '\\b(?:[a-z0-9-]{1,63}\\.){1,8}(?:com|net|org|jp|co|io|gg|me|app|dev|txt|html?)\\b(?:/\\S*)?',
    '\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b',
  ].join('|'),
  'gi',
)
const phoneNumbers = /\+(?=(?:[ ()-]*\d){9})\d[\d ()-]{7,16}\d|\(0\d{1,3}\) ?\d{2,4}-\d{3,4}/g

/** Replaces dates, addresses and telephone numbers with their marks; nothing else changes, and the length stays. */
export function maskLine(text: string): string {
  let masked = text
  if (masked.includes('@')) masked = masked.replace(mailAddresses, (found) => repeat(addressMark, found))
  if (/[./]/.test(masked)) masked = masked.replace(webAddresses, (found) => repeat(addressMark, found))
  if (/\d/.test(masked)) masked = masked.replace(dates, (found) => repeat(dateMark, found))
  if (/[+(]/.test(masked)) masked = masked.replace(phoneNumbers, (found) => repeat(phoneMark, found))
  return masked
}

const repeat = (mark: string, found: string): string => mark.repeat(found.length)

/** Whether digits read as a day, a month or years of our time: 20240821, 202408, 2024 2025. */
export function isCompactDate(digits: string): boolean {
  return (
    /^(?:19[89]|20[0-4])\d(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01]))?$/.test(digits) ||
    /^(?:19[89]|20[0-4])\d[ -]?(?:19[89]|20[0-4])\d$/.test(digits)
  )
}

/** Whether digits read as a number that companies have for calls: 1800 2020, 0120 123 456. */
export const isServicePhone = (text: string): boolean =>
  /^(?:1[38]00|0120|0570|0[58]00)[ -]?\d{2,4}[ -]?\d{2,4}$/.test(text)

/** Whether a text reads as a telephone number that is written without its country. */
export function isLocalPhone(text: string): boolean {
  return /^0\d{9,10}$/.test(text.replace(/[ -]/g, '')) && /^\d[\d -]+$/.test(text)
}
