/** What is used when nobody says otherwise; docs/time-servers.md gives the reasons. */

/**
 * Three operators, so that one wrong among them is found out. All three smear leap seconds; RFC 8633 forbids mixing
 * them with servers that do not.
 */
export const usualServers: readonly string[] = ['time.google.com', 'time.aws.com', 'time.facebook.com']

/**
 * Web servers of the same three operators, asked where time servers stay silent: addresses that answer anew each time, since
 * a stored answer tells an old time.
 */
export const usualWebHosts: readonly string[] = [
  'https://www.google.com/generate_204',
  'https://sts.amazonaws.com/',
  'https://www.facebook.com/',
]

/** Seconds from which a clock counts as off, and as badly off. */
export const usualLimits = { warning: 5, critical: 15 } as const
