package watchpost.config.yaml;

import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/** Ends the reading of a file that is nested too deep or has too many aliases, before its tree is built by recursion. */
final class BoundedParser implements Parser {
    private final Parser parser;
    private final int deepest;
    private final int mostAliases;

    private int depth;
    private int aliases;

    BoundedParser(Parser parser, int deepest, int mostAliases) {
        this.parser = parser;
        this.deepest = deepest;
        this.mostAliases = mostAliases;
    }

    /** The file passes a bound, at {@code spot}. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Spot spot;

        private TooMuchException(String message, Spot spot) {
            super(message);
            this.spot = spot;
        }

        Spot spot() {
            return spot;
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    @Override
    public Event next() {
        Event event = parser.next();
        if (event instanceof CollectionStartEvent && ++depth > deepest) {
            throw new TooMuchException(
                    "the file is nested more than " + deepest + " deep", Spot.of(event.getStartMark()));
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        if (event instanceof AliasEvent && ++aliases > mostAliases) {
            throw new TooMuchException(
                    "the file has more than " + mostAliases + " aliases", Spot.of(event.getStartMark()));
        }
        return event;
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }
}
