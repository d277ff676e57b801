// What machines call things, in words that a guard uses.

const STATES = {
  connecting: ['Connecting', 'wait'],
  streaming: ['Live', 'good'],
  stalled: ['No picture', 'bad'],
  frozen: ['Picture frozen', 'bad'],
  blind: ['Covered or dark', 'bad'],
  'auth-failed': ['Password refused', 'bad'],
  disabled: ['Switched off', 'off'],
};

export const stateWord = (state) => (STATES[state] ?? [state])[0];
export const stateTone = (state) => (STATES[state] ?? ['', 'off'])[1];

const clockFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });

export const clock = (instant) => clockFormat.format(new Date(instant));

/** "12:03:04", with the day before it unless it is today. */
export function when(instant) {
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? clock(date) : `${dayFormat.format(date)}, ${clock(date)}`;
}

export function ago(instant) {
  const seconds = Math.max(0, Math.round((Date.now() - new Date(instant)) / 1000));
  if (seconds < 5) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} d ago`;
}

export function duration(from, to) {
  const seconds = Math.max(0, (new Date(to) - new Date(from)) / 1000);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** "line-crossing" → "Line crossing". */
export function title(word) {
  const text = String(word).replaceAll('-', ' ').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function sureness(confidence) {
  const percent = Math.round(confidence * 100);
  const word = percent >= 80 ? 'sure' : percent >= 60 ? 'fairly sure' : 'unsure';
  return `${word} (${percent} %)`;
}

/** "dwell_s": 2.1 → ["Dwell", "2.1 s"]. */
export function attribute(name, value) {
  const unit = { _s: ' s', _kmh: ' km/h', _m: ' m' };
  const ending = Object.keys(unit).find((end) => name.endsWith(end));
  const label = title(ending ? name.slice(0, -ending.length) : name);
  const text = typeof value === 'number' ? String(Math.round(value * 10) / 10) : title(value);
  return [label, text + (ending ? unit[ending] : '')];
}

const sum = (byClass) => (typeof byClass === 'number' ? byClass : Object.values(byClass ?? {}).reduce((a, b) => a + (Number(b) || 0), 0));

/** The few figures of a measurement or level that are worth a glance: [[label, value], …]. */
export function figures(kind, values) {
  if (kind === 'footfall') return [['in', sum(values.in)], ['out', sum(values.out)]];
  if (kind === 'traffic-flow') return [['passed', sum(values.by_class)], ['/h', Math.round(values.flow_per_hour ?? 0)]];
  if (kind === 'heatmap') return [['object-seconds', Math.round((values.seconds ?? []).reduce((a, b) => a + b, 0))]];
  if (kind === 'occupancy' && values.occupancy !== undefined) return [['inside', sum(values.occupancy)]];
  return Object.entries(values)
    .filter(([, value]) => typeof value === 'number')
    .slice(0, 3)
    .map(([name, value]) => [title(name).toLowerCase(), Number.isInteger(value) ? value : value.toFixed(1)]);
}
