package org.tillmesh.relay.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tillmesh.relay.audit.OfficeAct;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.BadHead;

/** What a request does, for the audit trail: its resource and method, and what it says, without anything secret. */
public final class AskedAct {
    private static final String PATH = "/api/v1/";
    private static final int BODY_BYTES_MAX = 8 << 10;
    private static final Pattern SECRET = Pattern.compile("(?i).*(pin|token|secret|password|otp|proof).*");

    /** Secrets of the console's forms beside: the password of now, the new one again, the second factor's code. */
    private static final Set<String> OF_FORMS = Set.of("now", "again", "code");

    private AskedAct() {}

    /** Who acts is known by the request; whoever comes to the door is somebody at the console. */
    public static OfficeAct of(Asked asked) {
        String path = asked.path().startsWith(PATH)
                ? asked.path().substring(PATH.length())
                : asked.path().substring(1);
        String resource = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        String rest = path.substring(Math.min(path.length(), resource.length() + 1));
        String about = java.util.stream.Stream.of(rest, parameters(asked.query()), body(asked))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return new OfficeAct(
                asked.by() == null ? OfficeAct.CONSOLE : asked.caller().actor(),
                resource + "-" + asked.method().toLowerCase(Locale.ROOT),
                about);
    }

    private static String parameters(Map<String, String> query) {
        return new TreeMap<>(query)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + (isSecret(each.getKey()) ? "…" : each.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static String body(Asked asked) {
        byte[] body = asked.body();
        if (body.length == 0) {
            return "";
        }
        if (body.length > BODY_BYTES_MAX) {
            return "[" + body.length + " bytes]";
        }
        if (!asked.path().startsWith(PATH) && asked.contentType().startsWith("application/x-www-form-urlencoded")) {
            return form(asked);
        }
        try {
            JsonNode json = JsonReply.MAPPER.readTree(body);
            if (json.isObject()) {
                hideSecrets(json);
                return json.toString();
            }
        } catch (JsonProcessingException e) {
            return "[" + body.length + " bytes]"; // a file of a table
        } catch (IOException e) {
            throw new AssertionError("Bytes are read from memory", e);
        }
        return "[" + body.length + " bytes]";
    }

    /** What a form says, but for its secrets and what is empty. */
    private static String form(Asked asked) {
        try {
            var said = new TreeMap<>(asked.form());
            said.keySet().removeIf(name -> isSecret(name) || OF_FORMS.contains(name) || name.startsWith("was."));
            said.values().removeIf(String::isEmpty);
            return parameters(said);
        } catch (BadHead e) {
            return "[" + asked.body().length + " bytes]";
        }
    }

    private static void hideSecrets(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (isSecret(name)) {
                    object.put(name, "…");
                }
            });
        }
        json.forEach(AskedAct::hideSecrets);
    }

    private static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }
}
