package org.tillmesh.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tillmesh.relay.RelayControl;
import org.tillmesh.relay.office.ImportWish;
import org.tillmesh.tools.option.AnswerStream;
import org.tillmesh.tools.option.RelayFolderOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tillmesh relay import}: a file of products into head office's catalogue. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Takes in a file of products (.xlsx, or CSV in whichever encoding); says which rows are left out"
                + " and why. Exit code 1 if any is.")
final class ImportCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LEFT_OUT = 1;

    @Mixin
    RelayFolderOption folder;

    @Option(names = "--file", paramLabel = "FILE", required = true, description = "The file.")
    Path file;

    @Option(names = "--preview", description = "Only says what would become of it; nothing is written.")
    boolean preview;

    @Option(names = "--new-categories", description = "Makes categories that are not there yet.")
    boolean newCategories;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "",
            description = "A text's encoding, like windows-1256. Default: found out.")
    String charset;

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            defaultValue = "",
            description = "A workbook's sheet. Default: the first that is not hidden.")
    String sheet;

    @Option(names = "--json", description = "The answer of POST /api/v1/products, for programs.")
    boolean json;

    @Override
    public Integer call() {
        return FailedCommand.saying(() -> {
            String report = new RelayControl(folder.path())
                    .takeCatalogue(file, new ImportWish(preview, newCategories, charset, sheet), ImportCommand::told);
            JsonNode outcome = JSON.readTree(report);
            PrintStream out = AnswerStream.open();
            if (json) {
                out.println(report);
            } else {
                said(outcome).forEach(out::println);
            }
            return outcome.path("refusedRows").asInt() > 0 ? LEFT_OUT : 0;
        });
    }

    private static void told(String progress) {
        try {
            JsonNode now = JSON.readTree(progress);
            String of = now.path("of").asInt() > 0 ? " of " + now.path("of") : "";
            System.err.println(now.path("state").asText() + " " + now.path("done") + of);
        } catch (IOException e) {
            throw new AssertionError("Progress can't be read: " + progress, e);
        }
    }

    private List<String> said(JsonNode outcome) {
        var lines = new ArrayList<String>();
        lines.add(
                file.getFileName() + " was read as " + outcome.path("encoding").asText() + how(outcome));
        lines.add(outcome.path("rows") + " rows: " + outcome.path("imported") + (preview ? " can be" : " were")
                + " taken in (" + outcome.path("added") + " new, " + outcome.path("changed") + " changed, "
                + outcome.path("unchanged") + " as they were), " + outcome.path("refusedRows") + " left out");
        if (!outcome.path("newCategories").isEmpty()) {
            lines.add("New categories: " + String.join(", ", texts(outcome.path("newCategories"))));
        }
        outcome.path("refused").forEach(row -> lines.add(row.path("problem").asText()));
        int unlisted =
                outcome.path("refusedRows").asInt() - outcome.path("refused").size();
        if (unlisted > 0) {
            lines.add("And " + unlisted + " more rows are left out");
        }
        outcome.path("warnings")
                .forEach(row -> lines.add("Look at: " + row.path("problem").asText()));
        return lines;
    }

    private static String how(JsonNode outcome) {
        String separator = outcome.path("separator").asText();
        List<String> sheets = texts(outcome.path("sheets"));
        String ofWorkbook =
                sheets.isEmpty() ? "" : ", sheet \"" + outcome.path("sheet").asText() + "\"";
        String others = sheets.size() > 1 ? " of " + String.join(", ", sheets) : "";
        return (separator.isEmpty() ? "" : ", divided by \"" + separator.replace("\t", "\\t") + "\"")
                + ofWorkbook
                + others;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
