package dev.seatrial.schema.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The JDK's names of the properties that ECMA-262 patterns may ask for. */
final class UnicodeProperties {
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("letter", "L"),
            Map.entry("uppercase_letter", "Lu"),
            Map.entry("lowercase_letter", "Ll"),
            Map.entry("titlecase_letter", "Lt"),
            Map.entry("cased_letter", "LC"),
            Map.entry("modifier_letter", "Lm"),
            Map.entry("other_letter", "Lo"),
            Map.entry("mark", "M"),
            Map.entry("combining_mark", "M"),
            Map.entry("nonspacing_mark", "Mn"),
            Map.entry("spacing_mark", "Mc"),
            Map.entry("enclosing_mark", "Me"),
            Map.entry("number", "N"),
            Map.entry("decimal_number", "Nd"),
            Map.entry("digit", "Nd"),
            Map.entry("letter_number", "Nl"),
            Map.entry("other_number", "No"),
            Map.entry("punctuation", "P"),
            Map.entry("punct", "P"),
            Map.entry("connector_punctuation", "Pc"),
            Map.entry("dash_punctuation", "Pd"),
            Map.entry("open_punctuation", "Ps"),
            Map.entry("close_punctuation", "Pe"),
            Map.entry("initial_punctuation", "Pi"),
            Map.entry("final_punctuation", "Pf"),
            Map.entry("other_punctuation", "Po"),
            Map.entry("symbol", "S"),
            Map.entry("math_symbol", "Sm"),
            Map.entry("currency_symbol", "Sc"),
            Map.entry("modifier_symbol", "Sk"),
            Map.entry("other_symbol", "So"),
            Map.entry("separator", "Z"),
            Map.entry("space_separator", "Zs"),
            Map.entry("line_separator", "Zl"),
            Map.entry("paragraph_separator", "Zp"),
            Map.entry("other", "C"),
            Map.entry("control", "Cc"),
            Map.entry("cntrl", "Cc"),
            Map.entry("format", "Cf"),
            Map.entry("surrogate", "Cs"),
            Map.entry("private_use", "Co"),
            Map.entry("unassigned", "Cn"));
    private static final Map<String, String> BINARY = Map.ofEntries(
            Map.entry("Alphabetic", "IsAlphabetic"),
            Map.entry("Alpha", "IsAlphabetic"),
            Map.entry("Ideographic", "IsIdeographic"),
            Map.entry("Ideo", "IsIdeographic"),
            Map.entry("Uppercase", "IsUppercase"),
            Map.entry("Upper", "IsUppercase"),
            Map.entry("Lowercase", "IsLowercase"),
            Map.entry("Lower", "IsLowercase"),
            Map.entry("White_Space", "IsWhite_Space"),
            Map.entry("space", "IsWhite_Space"),
            Map.entry("Hex_Digit", "IsHex_Digit"),
            Map.entry("Join_Control", "IsJoin_Control"),
            Map.entry("Noncharacter_Code_Point", "IsNoncharacter_Code_Point"),
            Map.entry("Assigned", "IsAssigned"),
            Map.entry("ASCII", "ASCII"));
    private static final Set<String> SHORT = Set.copyOf(CATEGORIES.values());

    private UnicodeProperties() {}

    /** The JDK's name, or nothing when there is none. */
    static String jdk(String property) {
        int equals = property.indexOf('=');
        if (equals < 0) {
            return BINARY.getOrDefault(property, category(property));
        }
        String value = property.substring(equals + 1);
        return switch (property.substring(0, equals)) {
            case "General_Category", "gc" -> category(value);
            case "Script", "sc", "Script_Extensions", "scx" -> script(value);
            default -> "";
        };
    }

    private static String category(String name) {
        return SHORT.contains(name) ? name : CATEGORIES.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    private static String script(String name) {
        try {
            return "Is" + Character.UnicodeScript.forName(name);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
