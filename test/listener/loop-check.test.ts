import { expect, it } from 'vitest'
import { createLoopCheck } from '../../src/listener/loop-check'
import { openWebhookListener } from '../../src/listener/webhook-listener'

const path = '/hooks/vend/SECRET'

function open() {
  let made = 0
  return createLoopCheck(() => `unguessable-${(++made).toString()}`)
}

it('a question is answered once, with what nobody else can know, and nothing else is answered', () => {
  const loop = open()
  const question = loop.handOut(path)
  expect(question.path).toMatch(/^\/hooks\/vend\/SECRET\/unguessable-/)
  expect(question.path).not.toContain(question.answer)
  for (const [method, asked] of [
    ['POST', question.path],
    ['GET', path],
    ['GET', `${path}/`],
    ['GET', `${path}/unguessable-0`],
    ['GET', `${question.path}?x=1`],
  ] as const)
    expect(loop.answerTo(method, asked)).toBeNull()
  expect(loop.answerTo('GET', question.path)).toBe(question.answer)
  expect(loop.answerTo('GET', question.path)).toBeNull()
})

it('of many questions that nobody came back with, only the latest stay open', () => {
  const loop = open()
  const questions = Array.from({ length: 100 }, () => loop.handOut(path))
  expect(questions.filter((one) => loop.answerTo('GET', one.path) !== null)).toEqual(questions.slice(-8))
})

it('the listener answers it before it judges a call as a webhook', async () => {
  const loop = open()
  const listener = await openWebhookListener({
    port: 0,
    reader: {
      largest: 100,
      greet: ({ method, path: asked }) => loop.answerTo(method, asked),
      refuse: () => ({ ok: false, status: 404, text: 'There is nothing here.' }),
      read: () => ({ ok: true, consignmentId: null }),
    },
    hear: () => undefined,
  })
  const question = loop.handOut(path)
  const ask = async () => {
    const answer = await fetch(`http://127.0.0.1:${listener.port.toString()}${question.path}`)
    return { status: answer.status, text: await answer.text() }
  }
  expect(await ask()).toEqual({ status: 200, text: question.answer })
  expect((await ask()).status).toBe(404)
  await listener.close()
})
