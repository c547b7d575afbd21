package dev.seatrial.schema.compiled;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an array's elements must be. */
final class ArrayRules {
    List<Node> prefix = List.of();

    @Nullable
    Node rest;

    @Nullable
    Node contains;

    int leastContains = 1;
    int mostContains = Integer.MAX_VALUE;
    int least;
    int most = Integer.MAX_VALUE;
    boolean unique;
    String prefixKeyword = "prefixItems";
    String restKeyword = "items";
}
