package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script is told, letter by letter: commands and answers as the till of 0.1.0 gave them, moments left out. */
class RefusalMessagesTest {
    private static final String RECORDED = "refusals-0.1.0.txt";
    private static final String MOMENT = "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z";

    @TempDir
    Path dir;

    @Test
    void every_message_is_as_it_was_recorded() throws IOException {
        List<String> recorded = recorded();
        var now = new ArrayList<String>();
        try (PipedTill till = PipedTill.demo(dir.resolve("till"))) {
            for (int i = 0; i < recorded.size(); i += 2) {
                now.add(recorded.get(i));
                String said = "    " + said(till.raw(recorded.get(i).getBytes(StandardCharsets.UTF_8)));
                now.add(isGrown(recorded.get(i + 1), said) ? recorded.get(i + 1) : said);
            }
        }
        assertThat(now).containsExactlyElementsOf(recorded);
    }

    /** Choices that are named may have become more, behind those of then. */
    private static boolean isGrown(String recorded, String now) {
        return recorded.contains("; give one of ") && now.startsWith(recorded + ", ");
    }

    private static String said(JsonNode answer) {
        JsonNode error = answer.path("error");
        return answer.path("ok").asBoolean()
                ? "ok"
                : error.path("code").asText() + " "
                        + error.path("message").asText().replaceAll(MOMENT, "TIME");
    }

    private static List<String> recorded() throws IOException {
        try (var in = Objects.requireNonNull(RefusalMessagesTest.class.getResourceAsStream(RECORDED))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
