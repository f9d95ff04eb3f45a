package io.github.dl4jquantum.bench;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Arrows between packages point down only, and make no circle. */
@Timeout(60)
class BenchArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.dl4jquantum");

    @Test
    void noCircles() {
        SlicesRuleDefinition.slices()
                .matching("io.github.dl4jquantum.bench.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void arrowsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("..bench.cli..")
                .layer("gpu")
                .definedBy("..bench.gpu..")
                .layer("jmh")
                .definedBy("..bench.jmh..")
                .layer("compare")
                .definedBy("..bench.compare..")
                .layer("tune")
                .definedBy("..bench.tune..")
                .layer("run")
                .definedBy("..bench.run..")
                .layer("timing")
                .definedBy("..bench.timing..")
                .layer("study")
                .definedBy("..bench.study..")
                .layer("data")
                .definedBy("..bench.data..")
                .layer("job")
                .definedBy("..bench.job..")
                .layer("report")
                .definedBy("..bench.report..")
                .layer("chart")
                .definedBy("..bench.chart..")
                .layer("libraries")
                .definedBy(
                        "io.github.dl4jquantum.layers..",
                        "io.github.dl4jquantum.engine..",
                        "io.github.dl4jquantum.noise..",
                        "io.github.dl4jquantum.backend..",
                        "io.github.dl4jquantum.circuit..",
                        "io.github.dl4jquantum.pde..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("gpu")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("jmh")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("timing")
                .mayOnlyBeAccessedByLayers("cli", "gpu")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli", "run", "compare", "tune")
                .whereLayer("chart")
                .mayOnlyBeAccessedByLayers("run", "report")
                .whereLayer("libraries")
                .mayOnlyBeAccessedByLayers("run", "compare", "tune", "timing", "study", "data", "job", "gpu", "jmh")
                .check(CLASSES);
    }
}
