package org.tillmesh.relay.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every text of the console in both languages, and the script that pages know them by. */
final class ConsoleTexts {
    static final List<String> LANGUAGES = List.of("en", "ar");

    private ConsoleTexts() {}

    static SortedMap<String, String> of(String language) {
        var read = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(
                        ConsoleTexts.class.getResourceAsStream("texts_" + language + ".properties"), language),
                StandardCharsets.UTF_8)) {
            read.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new TreeMap<String, String>();
        read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
        return texts;
    }

    static String script() {
        var json = new ObjectMapper();
        ObjectNode all = json.createObjectNode();
        LANGUAGES.forEach(language -> all.set(language, json.valueToTree(of(language))));
        return "\"use strict\";\nconst TEXTS = " + all + ";\n";
    }
}
