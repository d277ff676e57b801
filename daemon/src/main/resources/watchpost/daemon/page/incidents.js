// The list of incidents and the closer look at one.

import { byId, el, say } from './dom.js';
import { ago, attribute, duration, sureness, title, when } from './words.js';

const SHOWN = 60;

export class Incidents {
  constructor() {
    this.byId = new Map();
    this.nodes = new Map();
    this.filter = 'all';
    this.list = byId('incident-list');
    this.dialog = byId('detail');
    for (const chip of document.querySelectorAll('[data-filter]')) {
      chip.addEventListener('click', () => this.choose(chip));
    }
    this.dialog.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowRight') this.step(1);
      if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') this.step(-1);
    });
    this.dialog.addEventListener('click', (event) => { if (event.target === this.dialog) this.dialog.close(); });
    setInterval(() => this.refreshTimes(), 5000);
  }

  /** Everything anew, newest first. */
  all(incidents) {
    this.byId = new Map(incidents.reverse().map((incident) => [incident.incident_id, incident]));
    this.nodes.clear();
    this.render();
  }

  put(incident) {
    const known = this.byId.has(incident.incident_id);
    this.byId.set(incident.incident_id, incident);
    if (this.byId.size > 200) this.byId.delete(this.byId.keys().next().value);
    this.nodes.delete(incident.incident_id);
    this.render();
    if (!known) this.nodes.get(incident.incident_id)?.classList.add('fresh');
    if (this.dialog.open && this.shown === incident.incident_id) this.open(incident);
  }

  /** Of one camera: the tracks that open incidents are about, and how many incidents there are. */
  of(camera) {
    const all = [...this.byId.values()].filter((incident) => incident.camera === camera);
    const open = all.filter((incident) => incident.phase !== 'closed');
    const alarmed = new Set(open.filter((incident) => incident.object).map((incident) => incident.object.track));
    return { alarmed, open: open.length, all: all.length };
  }

  choose(chip) {
    this.filter = chip.dataset.filter;
    for (const other of document.querySelectorAll('[data-filter]')) other.setAttribute('aria-pressed', String(other === chip));
    this.render();
  }

  visible() {
    return [...this.byId.values()].reverse().filter((incident) =>
      this.filter === 'all' || (this.filter === 'alarm' ? incident.severity === 'alarm' : incident.phase !== 'closed')).slice(0, SHOWN);
  }

  render() {
    const incidents = this.visible();
    this.list.replaceChildren(...incidents.map((incident) => this.node(incident)));
    byId('no-incidents').hidden = incidents.length > 0;
    const open = [...this.byId.values()].filter((incident) => incident.phase !== 'closed').length;
    say(byId('open-count'), open ? `${open} open` : '');
  }

  node(incident) {
    let node = this.nodes.get(incident.incident_id);
    if (!node) {
      node = this.build(incident);
      this.nodes.set(incident.incident_id, node);
    }
    return node;
  }

  build(incident) {
    const open = incident.phase !== 'closed';
    return el('li', { class: 'incident', 'data-severity': incident.severity },
      el('button', { type: 'button', onclick: () => this.open(incident) },
        thumbnail(incident),
        el('span', { class: 'told' },
          el('span', { class: 'kind' }, title(incident.kind), open ? el('span', { class: 'tag' }, 'open') : null,
            ...marks(incident).map((word) => el('span', { class: 'tag' }, word))),
          el('span', { class: 'why' }, incident.why),
          el('span', { class: 'muted' }, `${incident.camera ?? 'this box'} · `,
            el('time', { datetime: incident.started_at, title: when(incident.started_at) }, ago(incident.started_at))))));
  }

  refreshTimes() {
    for (const node of this.list.querySelectorAll('time')) say(node, ago(node.dateTime));
  }

  step(by) {
    const incidents = this.visible();
    const at = incidents.findIndex((incident) => incident.incident_id === this.shown);
    const next = incidents[at + by];
    if (next) this.open(next);
  }

  open(incident) {
    this.shown = incident.incident_id;
    const close = el('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => this.dialog.close() }, '×');
    this.dialog.replaceChildren(
      el('div', { class: 'detail-head', 'data-severity': incident.severity },
        el('div', {}, el('h2', { id: 'detail-title' }, title(incident.kind)), el('p', {}, incident.why)), close),
      picture(incident, 'full'),
      ...clip(incident),
      el('dl', { class: 'facts' }, ...facts(incident).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])));
    if (!this.dialog.open) this.dialog.showModal();
    close.focus();
  }
}

/** A small picture that is closer to the object, so that it can be recognised in a list. */
function thumbnail(incident) {
  const image = picture(incident, 'closer');
  const box = incident.attributes?.better_picture?.box ?? incident.picture_box;
  if (box && incident.picture) {
    const scale = Math.min(3, Math.max(1, 0.55 / Math.max(box[2], box[3])));
    const shift = (from, size) => Math.min(0, Math.max(1 - scale, 0.5 - (from + size / 2) * scale)) * 100;
    image.style.transform = `translate(${shift(box[0], box[2])}%, ${shift(box[1], box[3])}%) scale(${scale})`;
  }
  return el('span', { class: 'thumb' }, image);
}

function picture(incident, kind) {
  if (!incident.picture) return el('span', { class: `${kind} blank`, 'aria-hidden': 'true' }, '–');
  const number = incident.attributes?.better_picture?.number ?? 0;
  const source = `/api/incidents/${incident.incident_id}/picture?number=${number}`;
  return el('img', { class: kind, src: source, alt: kind === 'full' ? `Picture of the incident: ${incident.why}` : '', loading: 'lazy' });
}

function clip(incident) {
  if (!incident.clip) return [];
  const address = `/api/incidents/${incident.incident_id}/clip`;
  return [el('p', {}, el('a', { href: address, target: '_blank' }, 'Clip: 5 seconds before to 10 after'))];
}

/** What people say of it, and what happened because nobody said anything. */
function marks(incident) {
  const { acknowledged, false_alarm: falseAlarm, escalated } = incident.attributes ?? {};
  return [incident.test && 'test', acknowledged && 'acknowledged', falseAlarm && 'false alarm', !acknowledged && escalated && 'escalated']
    .filter(Boolean);
}

function said(what) {
  return [what.by, when(what.at), what.note ?? what.reason].filter(Boolean).join(', ');
}

function facts(incident) {
  const list = [['Severity', title(incident.severity)]];
  if (incident.camera) list.unshift(['Camera', incident.camera]);
  if (incident.rule) list.push(['Rule', incident.rule]);
  const place = incident.zone ?? incident.line ?? incident.lane;
  if (place) list.push(['Place', place]);
  if (incident.object) list.push(['Object', `${incident.object.class}, ${sureness(incident.object.confidence)}`]);
  list.push(['Began', when(incident.started_at)]);
  list.push(['Ended', incident.ended_at ? `${when(incident.ended_at)}, after ${duration(incident.started_at, incident.ended_at)}` : 'still open']);
  if (incident.clock !== 'synced') list.push(['Clock', `not sure (${incident.clock})`]);
  const { acknowledged, false_alarm: falseAlarm } = incident.attributes ?? {};
  if (acknowledged) list.push(['Acknowledged', said(acknowledged)]);
  if (falseAlarm) list.push(['False alarm', said(falseAlarm)]);
  const better = incident.attributes?.better_picture;
  if (better) list.push(['Picture', `the best so far, taken ${when(better.taken_at)}`]);
  for (const [name, value] of Object.entries(incident.attributes ?? {})) {
    if (typeof value !== 'object') list.push(attribute(name, value));
  }
  list.push(['Number', incident.incident_id]);
  return list;
}
