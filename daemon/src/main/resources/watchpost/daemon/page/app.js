// The page: joins the server's news to the cards and the list.

import { CameraCard } from './camera-card.js';
import { byId, say } from './dom.js';
import { follow } from './feed.js';
import { Incidents } from './incidents.js';
import { clock } from './words.js';

const cards = new Map();
const incidents = new Incidents();

function showCameras(cameras) {
  const wanted = new Set(cameras.map((camera) => camera.id));
  for (const [id, card] of cards) {
    if (!wanted.has(id)) {
      card.remove();
      cards.delete(id);
    }
  }
  for (const camera of cameras) {
    const card = cards.get(camera.id);
    if (card) {
      card.update(camera);
    } else {
      const fresh = new CameraCard(camera);
      cards.set(camera.id, fresh);
      byId('cameras').append(fresh.node);
    }
  }
  byId('cameras').dataset.count = String(cameras.length);
}

function markIncidents() {
  for (const [id, card] of cards) card.setIncidents(incidents.of(id));
}

function showHealth(health) {
  const pill = byId('health');
  const ok = health.status === 'ok';
  pill.dataset.tone = { ok: 'good', degraded: 'wait' }[health.status] ?? 'bad';
  say(pill, ok ? 'All well' : health.reasons.join(' · '));
}

follow({
  all({ status, cameras, incidents: list }) {
    say(byId('box'), `${status.site} / ${status.box}`);
    document.title = `${status.box} · watchpost`;
    showCameras(cameras);
    incidents.all(list);
    markIncidents();
  },
  lost() {
    byId('health').dataset.tone = 'bad';
    say(byId('health'), 'The box does not answer; trying again');
  },
  health: showHealth,
  tracks: (message) => cards.get(message.camera)?.tracks(message),
  camera: (message) => cards.get(message.camera)?.status(message),
  level: (message) => cards.get(message.camera)?.level(message),
  measurement: (message) => cards.get(message.camera)?.measurement(message),
  incident(message) {
    incidents.put(message);
    markIncidents();
  },
});

setInterval(() => say(byId('clock'), clock(new Date())), 500);
