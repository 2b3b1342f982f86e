/** What a person wrote, as the database can keep it: line breaks and tabs stay, other control characters and half surrogates go. */
export function cleanText(text: string, most: number): string {
  return text
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .trim()
    .slice(0, most)
}
