/** Front door of learning for the frame: nothing of the server. */
export { HomePage } from './components/home-page.tsx';
