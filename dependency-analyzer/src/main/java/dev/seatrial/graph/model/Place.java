package dev.seatrial.graph.model;

/**
 * Where something is written.
 *
 * @param file path below the analysed directory, with {@code /}
 * @param line from 1; 0 where the file as a whole tells
 */
public record Place(String file, int line) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
