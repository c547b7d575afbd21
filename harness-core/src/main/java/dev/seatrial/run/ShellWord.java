package dev.seatrial.run;

/** One word of a command that someone pastes into a shell. */
public final class ShellWord {

    private ShellWord() {}

    /** The word, quoted for a POSIX shell if it needs to be. */
    public static String of(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
