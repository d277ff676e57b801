package watchpost.daemon.audit;

import java.util.List;
import java.util.Locale;

/** One self-contained HTML page: the result, and each counted object with its picture and its time in the video. */
final class Page {
    private Page() {}

    static String of(String title, List<String> lines, List<Audit.Count> counts) {
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>TITLE</title><style>
                body { font-family: system-ui, sans-serif; margin: 2rem; background: #fff; color: #222 }
                ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1rem; padding: 0; list-style: none }
                img { width: 100%; border: 1px solid #ccc }
                </style></head><body><h1>TITLE</h1>
                """.replace("TITLE", escaped(title)));
        html.append("<pre>").append(escaped(String.join("\n", lines))).append("</pre>\n<ul>\n");
        int number = 0;
        for (Audit.Count count : counts) {
            number++;
            String caption = String.format(
                    Locale.ROOT,
                    "%d: %.1f s, %s %d, %s, %s",
                    number,
                    count.seconds(),
                    count.label(),
                    count.track(),
                    count.direction(),
                    count.place());
            html.append("<li>");
            if (!count.jpeg().isEmpty()) {
                html.append("<img alt=\"\" src=\"").append(count.jpeg()).append("\">");
            }
            html.append("<label><input type=\"checkbox\"> ")
                    .append(escaped(caption))
                    .append("</label></li>\n");
        }
        return html.append("</ul></body></html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
