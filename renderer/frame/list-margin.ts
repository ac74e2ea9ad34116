import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** The part of the window that scrolls. */
export function useScroller(): () => HTMLElement | null {
  return useCallback(() => document.getElementById('looked-at'), [])
}

/**
 * For a list of which only those rows are drawn that are in sight: what to call its body, and how far down it begins in
 * what scrolls, px. What stands above it may become higher or lower, as a banner does that comes.
 */
export function useListMargin(): { readonly body: RefObject<HTMLDivElement | null>; readonly margin: number } {
  const body = useRef<HTMLDivElement>(null)
  const scroller = useScroller()
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const [list, frame] = [body.current, scroller()]
    if (!list || !frame) return
    const measure = () => {
      const top = list.getBoundingClientRect().top - frame.getBoundingClientRect().top
      setMargin(Math.round(top + frame.scrollTop))
    }
    // Whatever becomes higher changes the height of all that scrolls.
    const sizes = new ResizeObserver(measure)
    for (const one of frame.children) sizes.observe(one)
    measure()
    return () => sizes.disconnect()
  }, [scroller])
  return { body, margin }
}
