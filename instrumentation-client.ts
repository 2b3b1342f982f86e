import { beginGoing } from '@/components/navigation/navigations'

/** The router says when it sets out; the frame shows the shape of what comes (components/skeleton). */
export function onRouterTransitionStart(url: string, type: 'push' | 'replace' | 'traverse'): void {
  beginGoing(url, type)
}
