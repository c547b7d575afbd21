package dev.seatrial.report;

/** Text as HTML. */
final class Html {

    private Html() {}

    /** The text with everything that HTML gives a meaning taken from it; fit for elements and quoted attributes. */
    static String text(String text) {
        StringBuilder clean = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> clean.append("&amp;");
                case '<' -> clean.append("&lt;");
                case '>' -> clean.append("&gt;");
                case '"' -> clean.append("&quot;");
                case '\'' -> clean.append("&#39;");
                case '\0' -> clean.append('\uFFFD');
                default -> clean.append(c);
            }
        }
        return clean.toString();
    }
}
