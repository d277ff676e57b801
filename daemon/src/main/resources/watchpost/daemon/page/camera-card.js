// One camera: its picture with what was seen in exactly that picture, its state and its figures.

import { el, say } from './dom.js';
import { extendTrails, paint } from './draw.js';
import { clock, figures, stateTone, stateWord, title } from './words.js';

const KEPT_MOMENTS = 80;
const WIDTHS = [480, 640, 960, 1280];
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** True if the rule counts things like this one: its class, and whether it has ever moved. */
const looksAt = (rule, track) =>
  (rule.classes.length === 0 || rule.classes.includes(track.class)) && track.travelled >= rule.min_travel;

export class CameraCard {
  constructor(camera) {
    this.id = camera.id;
    this.moments = new Map();
    this.trails = new Map();
    this.alarmed = new Set();
    this.scene = null;
    this.visible = false;
    this.gone = false;
    this.build();
    this.update(camera);
    this.observer = new IntersectionObserver(([entry]) => { this.visible = entry.isIntersecting; });
    this.observer.observe(this.node);
    new ResizeObserver(() => this.repaint()).observe(this.canvas);
    this.loop();
  }

  build() {
    this.canvas = el('canvas', { width: 640, height: 480, role: 'img', 'aria-label': `Live picture of ${this.id}` });
    this.state = el('span', { class: 'state', role: 'status' });
    this.rate = el('span', { class: 'muted rate' });
    this.veil = el('p', { class: 'veil' });
    this.figures = el('dl', { class: 'figures' });
    this.rules = el('ul', { class: 'rules muted', 'aria-label': 'What is watched' });
    const name = el('h2', { id: `camera-${this.id}` }, this.id);
    this.node = el('article', { class: 'card', 'aria-labelledby': `camera-${this.id}` },
      el('div', { class: 'card-head' }, name, this.state, this.rate),
      el('div', { class: 'view' }, this.canvas, this.veil),
      el('div', { class: 'card-foot' }, this.figures, this.rules));
  }

  /** Everything anew: at the start and after a break. */
  update(camera) {
    this.shapes = camera.shapes;
    this.watched = (track) => camera.rules.length === 0 || camera.rules.some((rule) => looksAt(rule, track));
    this.raises = camera.rules.some((rule) => !['traffic-flow', 'footfall'].includes(rule.kind));
    this.values = new Map();
    this.figures.replaceChildren();
    this.moments.clear();
    this.trails.clear();
    this.rules.replaceChildren(...camera.rules.map((rule) => el('li', {}, el('span', {}, title(rule.kind)), ` ${rule.place}`)));
    for (const level of camera.levels) this.level(level);
    for (const measurement of camera.measurements) this.measurement(measurement);
    if (camera.tracks) this.tracks(camera.tracks);
    this.status(camera);
  }

  status(status) {
    const tone = stateTone(status.state);
    say(this.state, stateWord(status.state));
    this.state.dataset.tone = tone;
    say(this.rate, tone === 'good' && status.analysed_fps > 0 ? `${status.analysed_fps.toFixed(1)} fps` : '');
    const reason = status.reason || (tone === 'good' ? '' : `${stateWord(status.state)}…`);
    say(this.veil, tone === 'good' ? '' : reason);
    this.node.dataset.tone = tone;
  }

  tracks(message) {
    this.moments.set(message.moment, message.tracks);
    if (this.moments.size > KEPT_MOMENTS) this.moments.delete(this.moments.keys().next().value);
    extendTrails(this.trails, message.moment, message.tracks);
    if (this.awaited?.moment === message.moment) this.awaited.resolve();
  }

  level(level) {
    this.tile(level.rule, `${title(level.kind)} now`, figures(level.kind, level.values), 'now');
  }

  measurement(measurement) {
    const span = `${clock(measurement.from)} to ${clock(measurement.to)}`;
    const lane = measurement.values.lane;
    const direction = measurement.values.direction === 'forward' ? '' : ` ${measurement.values.direction ?? ''}`;
    const heading = lane ? `${title(lane)}${direction}` : title(measurement.kind);
    const map = measurement.kind === 'heatmap' ? `/api/cameras/${this.id}/heatmaps/${measurement.rule}.png` : null;
    this.tile(measurement.rule, heading, figures(measurement.kind, measurement.values), span, map);
  }

  tile(rule, heading, values, note, link) {
    const key = `${rule} ${heading}`;
    let tile = this.values.get(key);
    if (!tile) {
      tile = el('div', { class: 'tile' });
      this.values.set(key, tile);
      this.figures.append(tile);
    }
    tile.title = `${rule}, ${note}`;
    tile.replaceChildren(...[
      el('dt', {}, heading),
      el('dd', {}, ...values.map(([label, value]) => el('span', { class: 'figure' }, el('b', {}, String(value)), ` ${label}`))),
      note === 'now' ? null : el('dd', { class: 'muted note' }, note),
      link ? el('dd', { class: 'note' }, el('a', { href: link }, 'show the map')) : null,
    ].filter(Boolean));
  }

  /** Which tracks an open incident is about, and how many incidents there are. */
  setIncidents({ alarmed, open, all }) {
    this.alarmed = alarmed;
    if (this.raises) this.tile('incidents', 'Incidents', [['open', open], ['recent', all]], 'now');
  }

  remove() {
    this.gone = true;
    this.observer.disconnect();
    this.node.remove();
  }

  /** Fetches picture after picture while someone can see it. */
  async loop() {
    while (!this.gone) {
      const wait = this.visible && !document.hidden ? await this.next().catch(() => 1500) : 400;
      await pause(wait);
    }
  }

  async next() {
    const wanted = this.canvas.clientWidth * (window.devicePixelRatio || 1);
    const width = WIDTHS.find((candidate) => candidate >= wanted) ?? WIDTHS[WIDTHS.length - 1];
    const answer = await fetch(`/api/cameras/${this.id}/picture.jpg?width=${width}`);
    if (!answer.ok) return 1000;
    const moment = Number(answer.headers.get('Watchpost-Moment'));
    if (moment === this.scene?.moment) return 80;
    const bitmap = await createImageBitmap(await answer.blob());
    await this.arrival(moment);
    this.scene?.bitmap.close();
    this.scene = { moment, bitmap };
    this.repaint();
    return 60;
  }

  /** Waits a little until the tracks of that very moment are known: the picture is often ahead of its analysis. */
  arrival(moment) {
    if (this.moments.has(moment)) return Promise.resolve();
    return new Promise((resolve) => {
      this.awaited = { moment, resolve };
      setTimeout(resolve, 400);
    });
  }

  repaint() {
    if (!this.scene) return;
    const { bitmap, moment } = this.scene;
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.max(1, Math.round(this.canvas.clientWidth * scale));
    const height = Math.max(1, Math.round((width * bitmap.height) / bitmap.width));
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const tracks = this.moments.get(moment) ?? [];
    paint(this.canvas, { bitmap, shapes: this.shapes, tracks, trails: this.trails, alarmed: this.alarmed, watched: this.watched });
    this.canvas.dataset.painted = 'yes';
    const seen = tracks.filter((track) => track.observed && this.watched(track)).length;
    this.canvas.setAttribute('aria-label', `Live picture of ${this.id}: ${seen} ${seen === 1 ? 'object' : 'objects'} in view`);
  }
}
