package org.tillmesh.tools.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A scripted till in a process of its own. */
public final class ChildTill extends ChildProgram {
    private static final int ANSWER_SECONDS_MAX = 60;

    private final JsonNode ready;

    /** What a till answered instead of doing it. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String code;

        Refused(String code, String message) {
            super(code + ": " + message);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private ChildTill(String name, Path log, List<String> arguments, Setting setting) throws IOException {
        super(name, log, arguments, setting);
        ready = awaitReady(ANSWER_SECONDS_MAX);
    }

    public static ChildTill start(String name, Path folder, Path log, String... more) throws IOException {
        return start(Setting.QUICK, name, folder, log, more);
    }

    public static ChildTill start(Setting setting, String name, Path folder, Path log, String... more)
            throws IOException {
        var arguments = new ArrayList<>(List.of("till", "--data", folder.toString(), "--script"));
        arguments.addAll(List.of(more));
        return new ChildTill(name, log, arguments, setting);
    }

    public JsonNode ready() {
        return ready;
    }

    public int port() {
        return ready.path("listen").asInt();
    }

    /**
     * One command, given as field, value, field, value … ({@code "do"} first); its answer, after any progress lines.
     *
     * @throws Refused if the till answers with an error
     */
    public JsonNode ask(String command, Object... fields) {
        ObjectNode request = JSON.createObjectNode().put("do", command);
        for (int i = 0; i < fields.length; i += 2) {
            request.set((String) fields[i], JSON.valueToTree(fields[i + 1]));
        }
        return ask(request);
    }

    JsonNode ask(ObjectNode request) {
        send(request.toString());
        JsonNode answer = next(ANSWER_SECONDS_MAX);
        while (answer.has("event")) {
            answer = next(ANSWER_SECONDS_MAX);
        }
        if (!answer.path("ok").asBoolean()) {
            JsonNode error = answer.path("error");
            throw new Refused(error.path("code").asText(), error.path("message").asText());
        }
        return answer;
    }
}
