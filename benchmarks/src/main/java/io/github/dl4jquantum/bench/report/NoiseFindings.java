package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Outcome;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What noise and shots do to trained models, in words; only what intervals decide is said to be so. */
final class NoiseFindings {
    private final CompareRows rows;
    private final List<Contrast> contrasts;
    private final List<NoiseLadder> ladders;

    NoiseFindings(CompareRows rows, List<Contrast> contrasts, List<String> tests) {
        this.rows = rows;
        this.contrasts = contrasts;
        ladders = NoiseLadder.of(tests);
    }

    /** Whether a test is one of several that differ in their strength alone. */
    boolean isRung(String test) {
        return ladders.stream().anyMatch(ladder -> ladder.tests().contains(test));
    }

    /** Up to where each model is better than persistence. */
    String persistence() {
        return sentences(Question.PERSISTENCE, (row, ladder) -> {
            List<Contrast> rungs = rungs(Question.PERSISTENCE, row, ladder);
            int better = 0;
            while (better < rungs.size() && rungs.get(better).outcome() == Outcome.A_SMALLER) {
                better++;
            }
            String who = rows.label(row) + " (" + row.problem() + "), " + ladder.name() + ": ";
            if (better == rungs.size()) {
                return who + "below persistence at every strength, up to " + at(ladder, rungs.get(better - 1));
            }
            Contrast gone = rungs.get(better);
            String then = gone.outcome() == Outcome.B_SMALLER ? "above it at " : "undecided at ";
            return who
                    + (better == 0 ? "" : "below persistence up to " + at(ladder, rungs.get(better - 1)) + ", ")
                    + then
                    + at(ladder, gone);
        });
    }

    /** The ratios of a measure at each strength. */
    String ratios(Question question, String measure) {
        return sentences(question, (row, ladder) -> rungs(question, row, ladder).stream()
                .filter(each -> each.measure().equals(measure))
                .map(each -> at(ladder, each))
                .collect(Collectors.joining(
                        ", ", rows.label(row) + " (" + row.problem() + "), " + ladder.name() + ": ", "")));
    }

    /** Text of a row and a ladder. */
    private interface Sentence {
        String of(RowKey row, NoiseLadder ladder);
    }

    private String sentences(Question question, Sentence sentence) {
        List<String> sentences = new ArrayList<>();
        for (NoiseLadder ladder : ladders) {
            rows.keys().stream()
                    .filter(row -> !rungs(question, row, ladder).isEmpty())
                    .forEach(row -> sentences.add(sentence.of(row, ladder) + "."));
        }
        return String.join(" ", sentences);
    }

    private static String at(NoiseLadder ladder, Contrast contrast) {
        return ladder.rungs().get(ladder.tests().indexOf(contrast.test())) + " (" + contrast.interval() + ")";
    }

    /** From no disturbance to the strongest. */
    private List<Contrast> rungs(Question question, RowKey row, NoiseLadder ladder) {
        return ladder.tests().stream()
                .flatMap(test -> contrasts.stream()
                        .filter(each ->
                                each.question() == question && each.a().equals(row) && test.equals(each.test())))
                .toList();
    }
}
