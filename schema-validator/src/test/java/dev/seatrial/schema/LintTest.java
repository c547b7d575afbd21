package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule is silent on a twin and speaks on a mutant with exactly its defect. */
class LintTest {
    private static final String DRAFT_7 = "\"$schema\":\"http://json-schema.org/draft-07/schema#\",";

    @TempDir
    private Path home;

    private CommandRun lint(String schema, String... more) throws IOException {
        Path file = Files.writeString(home.resolve("s.json"), schema);
        String[] all = new String[more.length + 2];
        all[0] = "lint";
        all[1] = file.toString();
        System.arraycopy(more, 0, all, 2, more.length);
        return CommandRun.of(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "misspelt-keyword; {\"required\":[]}; {\"requird\":[]}; s.json:1:12: /requird: \"requird\" is no keyword and means nothing (did you mean \"required\"?)",
                "misspelt-keyword; {\"properties\":{\"requird\":{}}}; {\"properties\":{\"a\":{\"requird\":[]}}}; s.json:1:31: /properties/a/requird: ",
                "unknown-keyword; {\"x-colour\":1}; {\"colour\":1}; \"colour\" is no keyword and means nothing",
                "keyword-of-another-draft; {\"prefixItems\":[true]}; {D7\"prefixItems\":[true]}; \"prefixItems\" means nothing in draft-07; it belongs to 2020-12",
                "keyword-of-another-draft; {\"$dynamicAnchor\":\"a\"}; {\"$recursiveAnchor\":true}; \"$recursiveAnchor\" means nothing in 2020-12; it belongs to 2019-09",
                "ignored-beside-ref; {\"$ref\":\"#/$defs/a\",\"maximum\":1,\"$defs\":{\"a\":{}}}; {D7\"definitions\":{\"a\":{}},\"properties\":{\"b\":{\"$ref\":\"#/definitions/a\",\"maximum\":1}}}; \"maximum\" beside $ref is ignored in draft-07; put both under allOf",
                "required-without-property; {\"properties\":{\"total\":{}},\"required\":[\"total\"]}; {\"properties\":{\"total\":{}},\"required\":[\"totl\"]}; /required/0: \"totl\" is required but not described under properties (did you mean \"total\"?)",
                "required-without-property; {\"properties\":{\"a\":{}},\"required\":[\"a\"],\"additionalProperties\":false}; {\"properties\":{},\"required\":[\"a\"],\"additionalProperties\":false}; \"a\" is required but no event can have it",
                "unreachable-keyword; {\"type\":\"string\",\"minLength\":1}; {\"type\":\"string\",\"minimum\":1}; \"minimum\" is about numbers, but the type is string",
                "nothing-fits; {\"minimum\":1,\"maximum\":1}; {\"minimum\":2,\"maximum\":1}; minimum 2 is over maximum 1: nothing fits",
                "nothing-fits; {\"enum\":[1],\"type\":\"integer\"}; {\"enum\":[\"a\"],\"type\":\"integer\"}; no value of enum is of the type integer: nothing fits",
                "unreachable-branch; {\"oneOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}; {\"oneOf\":[{\"type\":\"null\"},{\"type\":\"null\"}]}; /oneOf/1: the same as branch 0: whatever fits one fits both, so never exactly one",
                "unreachable-branch; {\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}; {\"anyOf\":[{\"type\":\"null\"},false]}; /anyOf/1: nothing fits false",
                "unreachable-branch; {\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}; {\"anyOf\":[{},{\"type\":\"string\"}]}; /anyOf/1: never needed: branch 0 fits everything",
                "unreachable-branch; {\"type\":\"string\",\"anyOf\":[{\"type\":\"string\"}]}; {\"type\":\"string\",\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}; /anyOf/1: is about null, but the type is string",
                "unreachable-branch; {\"if\":{},\"then\":{}}; {\"then\":{}}; /then: \"then\" without \"if\" is never used",
                "catastrophic-pattern; {\"pattern\":\"^(a|aa)+c$\"}; {\"pattern\":\"^(a|aa)+\\\\1c$\"}; backtracks without end on a text such as \"aaa...\": 40 characters are enough",
                "catastrophic-pattern; {\"pattern\":\"^(a+b)+$\"}; {\"pattern\":\"^(a+)+$\"}; \"(a+)+\" repeats what repeats itself: most engines backtrack on it without end",
                "catastrophic-pattern; {\"pattern\":\"^([0-9]+,)*$\"}; {\"pattern\":\"^(?:[0-9]*)*$\"}; \"(?:[0-9]*)*\" repeats what repeats itself",
                "unanchored-pattern; {\"pattern\":\"^a$\"}; {\"pattern\":\"^a\"}; \"^a\" matches anywhere in the text; write ^...$ to mean all of it",
                "unanchored-pattern; {\"pattern\":\"^(a|b)$\"}; {\"pattern\":\"^a|b$\"}; \"^a|b$\" matches anywhere in the text; write ^(?:...)$ around the branches to mean all of it",
                "format-not-asserted; {\"format\":\"date-time\"}; {\"format\":\"datetime\"}; the format \"datetime\" is not one that is asserted (did you mean \"date-time\"?)"
            })
    void eachRuleIsSilentOnATwinAndSpeaksOnAMutant(String rule, String twin, String mutant, String message)
            throws IOException {
        CommandRun silent = lint(twin.replace("D7", DRAFT_7));
        assertThat(silent.exit()).as(silent.all()).isZero();
        assertThat(silent.out()).isEqualTo("1 schema, 0 findings\n");
        CommandRun speaks = lint(mutant.replace("D7", DRAFT_7));
        assertThat(speaks.exit()).as(speaks.all()).isEqualTo(1);
        assertThat(speaks.out()).contains(message).contains("[" + rule + "]");
        assertThat(speaks.out()).endsWith("1 schema, 1 finding\n");
        CommandRun ignored = lint(mutant.replace("D7", DRAFT_7), "--ignore", rule);
        assertThat(ignored.exit()).isZero();
    }

    @Test
    void aRuleThatIsNoneCannotBeIgnored() throws IOException {
        CommandRun run = lint("{}", "--ignore", "mispelt-keyword");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("there is no rule \"mispelt-keyword\" (did you mean \"misspelt-keyword\"?)");
    }

    @Test
    void looksThroughADirectory() throws IOException {
        Files.writeString(home.resolve("a.json"), "{}");
        Files.writeString(home.resolve("b.yaml"), "requird: []\n");
        CommandRun run = CommandRun.of("lint", home.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("b.yaml:1:10: /requird").endsWith("2 schemas, 1 finding\n");
    }
}
