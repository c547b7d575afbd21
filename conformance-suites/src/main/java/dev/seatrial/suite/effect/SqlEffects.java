package dev.seatrial.suite.effect;

import dev.seatrial.environment.RunningResource;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.request.Call;
import java.math.BigDecimal;
import java.util.Set;

/** Counts with a query that gives one number. */
final class SqlEffects implements EffectCounter {

    private final Databases databases;
    private final RunningResource database;
    private final String query;

    SqlEffects(Databases databases, RunningResource database, String query) {
        this.databases = databases;
        this.database = database;
        this.query = query;
    }

    @Override
    public long count(Call call, String key) throws EffectUncountable {
        String value;
        try {
            value = databases.value(database, query, Placeholders.values(query, call, key));
        } catch (AccessException e) {
            throw new EffectUncountable(String.valueOf(e.getMessage()), e);
        }
        try {
            return new BigDecimal(value).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new EffectUncountable(
                    "the effect's query on \"" + database.spec().name() + "\" gives \"" + value
                            + "\", which is no whole number: " + query,
                    e);
        }
    }

    @Override
    public boolean scoped() {
        return !Placeholders.names(query).isEmpty();
    }

    @Override
    public Set<String> members() {
        return Placeholders.names(query);
    }

    @Override
    public String describe() {
        return query + " (on " + database.spec().name() + ")";
    }

    @Override
    public void close() {
        // holds nothing: the databases are the run's
    }
}
