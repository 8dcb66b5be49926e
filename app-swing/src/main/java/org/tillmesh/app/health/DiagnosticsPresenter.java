package org.tillmesh.app.health;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.PageField;
import org.tillmesh.app.page.PageForm;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.till.links.LinkAnswers;

/** Tells part by part how the till is, shows each character of a scan, checks the folder, and writes a bundle for support. */
public final class DiagnosticsPresenter extends PagePresenter {
    private static final String SCANNER = "SCANNER";
    private static final String TROUBLES = "TROUBLES";

    private final Refresh<Seen> looks;
    private final Map<LinkAnswers.Part, Map<String, String>> facts = new EnumMap<>(LinkAnswers.Part.class);
    private List<LinkAnswers.Trouble> troubles = List.of();
    private String scan = "";
    private String verified = "";
    private boolean verifiedBad;

    /** What a look finds. */
    private record Seen(Map<LinkAnswers.Part, Map<String, String>> facts, List<LinkAnswers.Trouble> troubles) {}

    public DiagnosticsPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.MENU);
        looks = new Refresh<>(
                desk,
                () -> new Seen(
                        desk.till().diagnosis().facts(), desk.till().diagnosis().troubles()),
                this::seen);
    }

    @Override
    protected void look() {
        looks.ask();
    }

    private void seen(Seen seen) {
        facts.clear();
        facts.putAll(seen.facts());
        troubles = seen.troubles();
        var rows = new ArrayList<PageRow>();
        for (LinkAnswers.Part part : LinkAnswers.Part.values()) {
            rows.add(new PageRow(part.name(), text("part_" + part), text("part_" + part + "_line"), ""));
        }
        rows.add(new PageRow(SCANNER, text("part_SCANNER"), text("part_SCANNER_line"), ""));
        rows.add(new PageRow(
                TROUBLES,
                text("part_TROUBLES"),
                text("part_TROUBLES_line"),
                code(troubles.size()),
                "",
                troubles.isEmpty() ? Tone.GOOD : Tone.WARNING));
        rows(rows, "");
    }

    @Override
    public void scanned(String scanned) {
        desk.sounds().found();
        scan = scanned;
        choose(SCANNER);
        tell();
    }

    @Override
    protected void tell() {
        view.search("");
        view.head(text("room_DIAGNOSTICS"), "");
        var lines = new ArrayList<PageLine>();
        if (!verified.isEmpty()) {
            lines.add(PageLine.words(verified, verifiedBad ? Tone.BAD : Tone.GOOD));
        }
        switch (chosenId()) {
            case "" -> {}
            case SCANNER -> scanner(lines);
            case TROUBLES -> troubles(lines);
            default -> {
                LinkAnswers.Part part = LinkAnswers.Part.valueOf(chosenId());
                lines.add(PageLine.head(text("part_" + part)));
                facts.getOrDefault(part, Map.of())
                        .forEach((name, value) -> lines.add(PageLine.pair(code(name), code(value))));
            }
        }
        view.detail(lines);
    }

    private void scanner(List<PageLine> lines) {
        lines.add(PageLine.head(text("part_SCANNER")));
        if (scan.isEmpty()) {
            lines.add(PageLine.words(text("scanToSee"), Tone.PLAIN));
            return;
        }
        lines.add(PageLine.pair(text("code"), code(printable(scan))));
        lines.add(PageLine.pair(text("characters"), code(scan.length())));
        lines.add(PageLine.words(
                code(scan.chars()
                        .mapToObj(c -> c < 0x10 ? "0" + Integer.toHexString(c) : Integer.toHexString(c))
                        .collect(Collectors.joining(" "))),
                Tone.PLAIN));
    }

    private static String printable(String scanned) {
        return scanned.replaceAll("\\p{Cntrl}", "\u00b7");
    }

    private void troubles(List<PageLine> lines) {
        lines.add(PageLine.head(text("part_TROUBLES")));
        if (troubles.isEmpty()) {
            lines.add(PageLine.words(text("noTroubles"), Tone.GOOD));
        }
        troubles.forEach(trouble -> {
            lines.add(PageLine.pair(at(trouble.at()), code(trouble.level()), Tone.WARNING));
            lines.add(PageLine.words(code(trouble.text()), Tone.PLAIN));
        });
    }

    @Override
    public KeyMap keys() {
        return super.keys()
                .bar(FunctionKey.F2, "verifyFolder", "check", this::verify)
                .bar(FunctionKey.F5, "lookAgain", "refresh", this::look)
                .key(FunctionKey.ENTER, "supportBundle", "download", this::askBundle);
    }

    private void verify() {
        verified = text("working");
        verifiedBad = false;
        tell();
        desk.aside(
                () -> desk.till().keeper().verify(),
                found -> {
                    verifiedBad = !found.clean();
                    verified = found.clean()
                            ? text("folderClean", String.valueOf(found.records()))
                            : text("folderHarmed", String.join(" · ", found.problems()));
                    tell();
                },
                refused -> {
                    verified = "";
                    refused(refused);
                });
    }

    private void askBundle() {
        view.form(new PageForm(
                text("supportBundle"),
                text("supportBundleLead"),
                text("save"),
                List.of(PageField.text("dir", text("folderRow"), System.getProperty("user.home"))),
                typed -> {
                    Path dir = Path.of(typed.needed("dir"));
                    submit(
                            approve -> desk.till().diagnosis().bundle(dir),
                            file -> desk.say(text("saved", code(file)), false));
                }));
    }
}
