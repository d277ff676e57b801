package watchpost.config;

import watchpost.core.rule.Lane;
import watchpost.core.rule.Signal;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Zone;

/** What the rules of one camera can refer to by name. */
record Places(Named<Zone> zones, Named<Tripwire> lines, Named<Lane> lanes, Named<Signal> signals) {}
