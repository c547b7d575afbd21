package dev.seatrial.graph.java;

import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Bounds what of a very large program is parsed, so that memory is bounded too. A program of usual size is parsed whole:
 * what looks irrelevant may still hold a constant.
 */
final class Relevance {

    /** Above this, files that mention nothing of the network are left unparsed. */
    static final long WHOLE = 1L << 20;

    /** Above this, the rest is left out, with a warning. */
    static final long MOST = 48L << 20;

    private static final Pattern MENTIONS = Pattern.compile(
            "\"[^\"\n]*://|@(\\w*Mapping|Path|Value|Configuration|ConfigurationProperties|SpringBoot|Enable|FeignClient|HttpExchange"
                    + "|RegisterRestClient|Repository|RestRe|Client|Controller|\\w*Listener|Incoming|Outgoing|Channel)"
                    + "|ChannelBuilder|GrpcChannel|[Rr]etrofit|StreamBridge|ConnectionFactories|(?:Function|Supplier)<"
                    + "|(?:Client|Template|Producer|Consumer|Channel|Repository)\\b"
                    + "|static final String|String \\w+ = \"");

    private Relevance() {}

    static List<SourceFile> of(List<SourceFile> files, List<Warning> warnings) {
        if (bytes(files) <= WHOLE) {
            return files;
        }
        List<SourceFile> kept = new ArrayList<>();
        long bytes = 0;
        int left = 0;
        for (SourceFile file : files) {
            if (mentions(file)) {
                bytes += size(file);
                if (bytes <= MOST) {
                    kept.add(file);
                } else {
                    left++;
                }
            }
        }
        if (left > 0) {
            warnings.add(new Warning(
                    new Place(kept.get(kept.size() - 1).name(), 0),
                    "the program has more than " + (MOST >> 20) + " MiB of sources that matter; " + left
                            + " files after this one are left out"));
        }
        return kept;
    }

    private static boolean mentions(SourceFile file) {
        try {
            return MENTIONS.matcher(file.text()).find();
        } catch (IOException e) {
            return true; // said where it is parsed
        }
    }

    private static long bytes(List<SourceFile> files) {
        return files.stream().mapToLong(Relevance::size).sum();
    }

    private static long size(SourceFile file) {
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            return 0;
        }
    }
}
