package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"authlab/lessons"
	"authlab/sim/scenario"
)

// file is a file that was read.
type file struct {
	name string
	data []byte
}

// gathered are files to be checked: lessons by the folder they stand in, since those
// of one folder are a course.
type gathered struct {
	n         int // files in all
	folders   []string
	lessons   map[string][]file
	scenarios []file
}

// gather reads files, and what stands in folders. What cannot be read is told and
// counted.
func (sh *shell) gather(names []string) (all *gathered, unreadable int) {
	all = &gathered{lessons: map[string][]file{}}
	for _, name := range names {
		inside, err := contents(name)
		for _, member := range inside {
			name, data, err := sh.read(member)
			if err != nil {
				unreadable++
				report(sh.Err, err)
				continue
			}
			all.add(file{name, data})
		}
		if err != nil {
			unreadable++
			report(sh.Err, err)
		}
	}
	return all, unreadable
}

// contents are the lessons and scenarios of a folder; of a file it is the file.
func contents(name string) ([]string, error) {
	entries, err := os.ReadDir(name)
	if err != nil {
		return []string{name}, nil // a file, or nothing: reading it will tell
	}
	var inside []string
	for _, entry := range entries {
		if is := entry.Name(); !entry.IsDir() && (lessons.IsLessonFile(is) || strings.EqualFold(filepath.Ext(is), ".scenario")) {
			inside = append(inside, filepath.Join(name, is))
		}
	}
	if len(inside) == 0 {
		return nil, exitError{exitUsage, scenario.Show(name) + ": no lesson NN-name.md and no *.scenario in this folder"}
	}
	return inside, nil
}

func (g *gathered) add(f file) {
	g.n++
	if !isMarkdown(f.name) {
		g.scenarios = append(g.scenarios, f)
		return
	}
	folder := filepath.Dir(f.name)
	if !slices.Contains(g.folders, folder) {
		g.folders = append(g.folders, folder)
	}
	g.lessons[folder] = append(g.lessons[folder], f)
}

// lessonFiles are the lessons of all folders.
func (g *gathered) lessonFiles() (all []file) {
	for _, folder := range g.folders {
		all = append(all, g.lessons[folder]...)
	}
	return all
}

func isMarkdown(name string) bool { return strings.EqualFold(filepath.Ext(name), ".md") }

// course checks the lessons of a folder together.
func (g *gathered) course(folder string) []*scenario.Error {
	var readable, all []*lessons.Lesson
	var mistakes []*scenario.Error
	for _, f := range g.lessons[folder] {
		lesson, found := lessons.LoadFile(f.name, f.data)
		if all = append(all, lesson); len(found) == 0 {
			readable = append(readable, lesson)
		}
		mistakes = append(mistakes, found...)
		if ofTheCourse(folder) {
			mistakes = append(mistakes, lessons.TypedCode(lesson)...)
		}
	}
	_, twins := lessons.Collect(all)
	return append(append(mistakes, twins...), lessons.Check(&lessons.Course{Lessons: readable}, beside(folder)...)...)
}

// ofTheCourse tells whether a folder holds the lessons of the course itself, whose
// code is run: it is shown from files.
func ofTheCourse(folder string) bool {
	whole, err := filepath.Abs(folder)
	return err == nil && strings.HasSuffix(filepath.ToSlash(whole), "/lessons/content")
}

// beside are the numbers of the lessons that may be spoken of in a folder: those that
// stand in it, and those of the course unless it has a lesson 1 and so is a course of
// its own.
func beside(folder string) (numbers []int) {
	entries, _ := os.ReadDir(folder) // where it cannot be read there are none
	for _, entry := range entries {
		if n := lessons.NumberOf(entry.Name()); n > 0 {
			numbers = append(numbers, n)
		}
	}
	if slices.Contains(numbers, 1) {
		return numbers
	}
	for _, l := range openCourse().Lessons {
		numbers = append(numbers, l.Number)
	}
	return numbers
}
