/** Default servers and limits; docs/time-servers.md gives the reasons. */

/**
 * Three operators, so that one wrong operator is detected. All three smear leap seconds; RFC 8633 forbids
 * mixing them with servers that do not.
 */
export const defaultServers: readonly string[] = ['time.google.com', 'time.aws.com', 'time.facebook.com']

/**
 * Web servers of the same three operators, asked if no time server answers. Their responses are not cached,
 * because a cached response has an old date.
 */
export const defaultWebHosts: readonly string[] = [
  'https://www.google.com/generate_204',
  'https://sts.amazonaws.com/',
  'https://www.facebook.com/',
]

/** Errors in seconds from which the status is `warning`, and `critical`. */
export const defaultLimits = { warning: 5, critical: 15 } as const

/**
 * The most requests to one web server in a run. Further ones gain little, because the round trip limits the
 * precision.
 */
export const maxRequests = 5
