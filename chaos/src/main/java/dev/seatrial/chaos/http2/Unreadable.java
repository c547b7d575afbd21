package dev.seatrial.chaos.http2;

/** What passes is not the HTTP/2 that we can read. Says why; carries no stack, for it is no error of ours. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    Unreadable(String why) {
        super(why, null, false, false);
    }
}
