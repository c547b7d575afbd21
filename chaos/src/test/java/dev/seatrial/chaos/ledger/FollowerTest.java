package dev.seatrial.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private final Book book = new Book(64);

    private ConnectionRow ended() {
        ConnectionRow row = book.connection("tcp");
        row.end(Outcome.COMPLETE);
        return row;
    }

    @Test
    void givesRowsInTheOrderInWhichTheyEnd() {
        ended();
        Book.Follower follower = book.follow(10);
        ConnectionRow first = book.connection("tcp");
        ended();
        assertThat(follower.poll(10)).extracting(LedgerEntry::sequence).containsExactly(3L);
        first.end(Outcome.REFUSED);
        assertThat(follower.poll(10)).extracting(LedgerEntry::sequence).containsExactly(2L);
    }

    @Test
    void countsWhatAReaderThatIsSlowMisses() {
        Book.Follower follower = book.follow(3);
        for (int i = 0; i < 10; i++) {
            ended();
        }
        assertThat(follower.poll(2)).hasSize(2);
        assertThat(follower.missed()).isEqualTo(7);
        assertThat(follower.missed()).isZero();
        ended();
        assertThat(follower.poll(10)).hasSize(2);
    }

    @Test
    void aCorrectedRowComesAgain() {
        Book.Follower follower = book.follow(3);
        ended().correct(Outcome.CONSUMER_GONE);
        assertThat(follower.poll(5)).extracting(LedgerEntry::outcome).contains(Outcome.CONSUMER_GONE);
    }

    @Test
    void nothingComesOnceItIsClosed() {
        Book.Follower follower = book.follow(3);
        follower.close();
        ended();
        assertThat(follower.poll(5)).isEmpty();
    }
}
