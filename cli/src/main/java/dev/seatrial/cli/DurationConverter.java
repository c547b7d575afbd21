package dev.seatrial.cli;

import dev.seatrial.target.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration with its unit, as the target file does. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        return DurationText.parse(value)
                .orElseThrow(() -> new TypeConversionException(
                        "\"" + value + "\" is no duration with its unit, such as 500ms, 30s or 2m"));
    }
}
