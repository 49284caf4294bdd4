interface Viewer {
  readonly request: { uri: string }
}

/**
 * Which file an address means. This very function runs at CloudFront's edge, which knows of files alone: it stands by itself,
 * uses nothing from outside, and is written in what that runtime understands.
 */
export function route(event: Viewer) {
  const request = event.request
  const uri = request.uri
  if (uri === '/learner' || uri === '/admin' || uri === '/operator')
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: uri.concat('/') } },
    }
  if (uri.startsWith('/c/')) request.uri = '/index.html'
  else if (uri.endsWith('/')) request.uri = uri.concat('index.html')
  return request
}

/** Its text: Node strips types by blanking them, so what is left is plain JavaScript. */
export const routeCode = () => `${route.toString().replace('function route', 'function handler')}\n`
